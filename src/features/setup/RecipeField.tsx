import { useState } from 'react';
import type { ReactNode } from 'react';
import { allRecipes, builtIn, isAsIn, noteOnRecipe, recipeOf } from '../../session/index.ts';
import { useSession, usePageState, useSessionParts } from '../../session/react.tsx';
import { Button, Field, Select } from '../../ui/index.ts';

/** The recipe: a named set of settings for a kind of model. The user chooses it, edits the fields below and saves them. */
export function RecipeField(): ReactNode {
  const session = useSession();
  const names = useSessionParts((state) => allRecipes(state.recipes).map(({ name }) => name));
  const chosen = usePageState((state) => recipeOf(state.settings, state.recipes).name);
  const edited = usePageState((state) => !isAsIn(state.settings, recipeOf(state.settings, state.recipes)));
  const saved = usePageState((state) => state.recipes.some(({ name }) => name === chosen));
  const note = usePageState(noteOnRecipe);
  const [naming, setNaming] = useState<string | null>(null);
  const name = naming?.trim() ?? '';

  function save(): void {
    if (name === '') return;
    session.saveRecipe(name);
    setNaming(null);
  }

  return (
    <div className="space-y-2">
      <Select
        label="Recipe"
        value={chosen}
        hint={note}
        options={names.map((value) => ({ value, label: value === chosen && edited ? `${value} (edited)` : value }))}
        onChange={session.chooseRecipe}
      />
      {naming === null ? (
        <div className="flex flex-wrap gap-2">
          {edited && (
            <Button className="h-7 px-2.5" onClick={() => session.chooseRecipe(chosen)}>
              Undo changes
            </Button>
          )}
          {edited && (
            <Button className="h-7 px-2.5" onClick={() => setNaming(saved ? chosen : `My ${chosen}`)}>
              Save as recipe
            </Button>
          )}
          {saved && (
            <Button
              className="h-7 px-2.5"
              onClick={() => {
                session.deleteRecipe(chosen);
                if (!builtIn.some((recipe) => recipe.name === chosen)) session.set({ recipe: builtIn[0]?.name ?? '' });
              }}
            >
              Delete “{chosen}”
            </Button>
          )}
        </div>
      ) : (
        <div className="flex items-end gap-2">
          <Field
            className="flex-1"
            label="Recipe name"
            value={naming}
            onChange={setNaming}
            problem={name === '' ? 'Enter a name for the recipe.' : null}
            hint={names.includes(name) ? 'Replaces the recipe of this name.' : null}
            onEnter={save}
            eager
          />
          <Button className="mb-px" onClick={save}>
            Save
          </Button>
          <Button kind="quiet" className="mb-px" onClick={() => setNaming(null)}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}
