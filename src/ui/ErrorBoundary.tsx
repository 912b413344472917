import { Component } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** What is shown after a crash. `retry` renders the children again, with fresh state. */
  readonly renderCrash: (error: unknown, retry: () => void) => ReactNode;
  /** Called once for each crash, after the fallback is shown. */
  readonly onError?: (error: unknown) => void;
}

interface State {
  /** The thrown value is inside an object, because a component may also throw null. */
  readonly crash: { readonly error: unknown } | null;
}

/** Catches what its children throw while they render or mount. React offers this only to class components. */
export class ErrorBoundary extends Component<Props, State> {
  override readonly state: State = { crash: null };

  static getDerivedStateFromError(error: unknown): State {
    return { crash: { error } };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError?.(error);
  }

  readonly #retry = (): void => this.setState({ crash: null });

  override render(): ReactNode {
    const { crash } = this.state;
    return crash === null ? this.props.children : this.props.renderCrash(crash.error, this.#retry);
  }
}
