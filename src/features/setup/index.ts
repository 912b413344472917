export { ServeCommand } from './ServeCommand.tsx';
export { loadSetup, Setup } from './Setup.tsx';
export { SetupLine } from './SetupLine.tsx';
