export { ServeCommand } from './ServeCommand.tsx';
export { Setup } from './Setup.tsx';
