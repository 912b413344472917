import { Check, CircleAlert, LoaderCircle } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { plural, sayCount } from '../../grounding/base.ts';
import { isCuredByServing, servedModel } from '../../session/index.ts';
import type { Connection as Known, Failure } from '../../session/index.ts';
import { useSession, useStory, usePageState } from '../../session/react.tsx';
import { Button, OpenLink } from '../../ui/index.ts';
import { ServeCommand } from './ServeCommand.tsx';

// A model of 7 billion parameters takes a minute or more to load, and its server answers only after that.
const CHECK_AGAIN_MS = 5000;

/** Whether the server may answer a little later without any change. */
const mayComeUp = ({ kind }: Failure): boolean => kind === 'unreachable' || kind === 'loading';

/** What the last check found out about the server, and what to do next. An unreachable server is checked again. */
export function Connection(): ReactNode {
  const session = useSession();
  const connection = usePageState((state) => state.connection);
  const { found } = connection;
  const missing = found !== null && !found.ok && mayComeUp(found.failure);
  useEffect(() => {
    if (!missing) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden && !session.page.getState().connection.checking) void session.check();
    }, CHECK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [missing, session]);
  return (
    <div className="space-y-2" role="group" aria-label="Connection">
      <div className="flex items-start gap-2">
        <Button className="h-7 flex-none px-2.5" disabled={connection.checking} onClick={() => void session.check()}>
          Check
        </Button>
        <div className="min-w-0 pt-1 leading-[1.45]" aria-live="polite">
          <Summary {...connection} />
        </div>
      </div>
      <Advice found={connection.found} />
    </div>
  );
}

function Summary({ checking, found }: Known): ReactNode {
  // During a repeated check the last failure stays on the page, so that nothing blinks.
  if (checking && (found === null || found.ok))
    return (
      <Line icon={<LoaderCircle size={14} className="motion-safe:animate-spin" aria-hidden />} tone="text-soft">
        Looking for the server
      </Line>
    );
  if (found === null) return <span className="text-soft">Not checked yet.</span>;
  if (!found.ok)
    return (
      <Line icon={<CircleAlert size={14} aria-hidden />} tone="text-bad">
        {found.failure.sentence}
      </Line>
    );
  return (
    <Line icon={<Check size={14} aria-hidden />} tone="text-good">
      {found.version === null ? 'The server' : `vLLM ${found.version}`} answers in{' '}
      {Math.max(1, Math.round(found.roundTrip))} ms
      <Served />
    </Line>
  );
}

interface LineProps {
  readonly icon: ReactNode;
  readonly tone: string;
  readonly children: ReactNode;
}

function Line({ icon, tone, children }: LineProps): ReactNode {
  return (
    <p className={`flex gap-1.5 ${tone}`}>
      <span className="mt-[3px] flex-none">{icon}</span>
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}

/** Which model answers, and the length of its context. */
function Served(): ReactNode {
  const id = usePageState((state) => servedModel(state)?.id ?? null);
  const context = usePageState((state) => servedModel(state)?.contextLength ?? null);
  if (id === null) return '.';
  return (
    <>
      {' '}
      and serves {id}
      {context !== null && `, with a context of ${sayCount(context, 'token')}`}.
    </>
  );
}

/** What the user can do if the check failed or the server serves another model. */
function Advice({ found }: Pick<Known, 'found'>): ReactNode {
  const session = useSession();
  const model = usePageState((state) => state.settings.model.trim());
  const mismatch = usePageState((state) => servedModel(state) === null);
  const outcome = useStory(({ progress }) => progress?.outcome ?? null, null);
  if (found === null) return null;
  if (!found.ok) {
    const { failure, instead } = found;
    // If a run failed for the same reason, its notice says all of this.
    if (outcome?.type === 'failed' && outcome.failure.sentence === failure.sentence && instead === null) return null;
    return (
      <div className="space-y-2 rounded-lg border border-bad/30 bg-bad/5 px-3 py-2.5">
        {failure.said !== null && (
          <blockquote className="max-h-24 overflow-y-auto border-l-2 border-edge/50 pl-2.5 font-mono text-[12px] break-words">
            {failure.said}
          </blockquote>
        )}
        {instead === null ? (
          <p>
            {failure.advice}
            {mayComeUp(failure) && ' StoryLens checks again every few seconds.'}
          </p>
        ) : (
          <p className="flex flex-wrap items-center gap-2">
            Found a server at {instead}.
            <Button className="h-7 px-2.5" onClick={() => session.set({ serverUrl: instead })}>
              Use {instead}
            </Button>
          </p>
        )}
        {instead === null && failure.open !== undefined && <OpenLink href={failure.open} />}
        {instead === null && isCuredByServing(failure.kind) && <ServeCommand />}
      </div>
    );
  }
  if (!mismatch) return null;
  if (found.models.length === 0) {
    return (
      <p className="text-soft">
        The server lists no models. It may load them on demand:{' '}
        {model === '' ? 'enter the name of one in Model.' : `Generate asks it for “${model}”.`}
      </p>
    );
  }
  return (
    <div className="space-y-2 rounded-lg border border-warn/40 bg-warn/6 px-3 py-2.5">
      <p>
        {`The server does not serve “${model}”. It serves ${plural(found.models.length, 'this model', 'these models')}:`}
      </p>
      <div className="flex flex-wrap gap-2">
        {found.models.slice(0, 6).map(({ id }) => (
          <Button key={id} className="h-7 max-w-full px-2.5" onClick={() => session.set({ model: id })}>
            <span className="truncate">Use {id}</span>
          </Button>
        ))}
      </div>
      <p className="text-soft">Or start the server with your model:</p>
      <ServeCommand />
    </div>
  );
}
