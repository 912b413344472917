export { ServeCommand } from './ServeCommand.tsx';
export { Setup } from './Setup.tsx';
export { SetupLine } from './SetupLine.tsx';
