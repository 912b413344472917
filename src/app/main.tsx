import './trusted-types.ts';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from '../session/react.tsx';
import { browserClock, loadParser } from '../session/index.ts';
import { App } from './App.tsx';
import { buildSession } from './build.ts';
import { keepRecords } from './keep.ts';
import { surviveTranslation } from './translation.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
surviveTranslation(document.body);
const session = buildSession();
createRoot(root).render(
  <StrictMode>
    <SessionProvider session={session}>
      <App />
    </SessionProvider>
  </StrictMode>,
);
// Loads the parser now, so that the first completion does not wait for it. If it cannot be downloaded, the first run
// says so.
browserClock.afterPaint(() => {
  void loadParser()?.catch(() => null);
  void keepRecords(session).catch(() => null);
});
