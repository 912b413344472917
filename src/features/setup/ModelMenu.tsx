import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { ServedModel } from '../../session/index.ts';

interface Props {
  readonly models: readonly ServedModel[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** The models on the server. LoRA adapters follow their base model. */
function ModelMenu({ models, chosen, onChoose }: Props): ReactNode {
  const bases = models.filter(({ parent }) => parent === null || !models.some(({ id }) => id === parent));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label="Models on the server"
        className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-r-lg text-soft hover:text-ink"
      >
        <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        className="fade-in z-50 max-h-[50dvh] max-w-[92vw] min-w-64 overflow-y-auto rounded-lg border border-line bg-sheet p-1 shadow-lift"
      >
        <DropdownMenu.RadioGroup value={chosen} onValueChange={onChoose}>
          {bases.map((base) => (
            <DropdownMenu.Group key={base.id}>
              <Item model={base} />
              {models.map((model) =>
                model.parent === base.id ? <Item key={model.id} model={model} base={base.id} /> : null,
              )}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

export default ModelMenu;

function Item({ model, base }: { readonly model: ServedModel; readonly base?: string }): ReactNode {
  return (
    <DropdownMenu.RadioItem
      value={model.id}
      className={`cursor-pointer rounded-md py-1.5 pr-3 outline-none data-[highlighted]:bg-sunk data-[state=checked]:font-semibold ${base === undefined ? 'pl-3' : 'pl-7'}`}
    >
      <span className="block break-all">{model.id}</span>
      <span className="block text-[12px] font-normal text-soft">
        {base === undefined ? 'model' : `adapter of ${base}`}
        {model.contextLength !== null && `, ${sayCount(model.contextLength, 'token')}`}
      </span>
    </DropdownMenu.RadioItem>
  );
}
