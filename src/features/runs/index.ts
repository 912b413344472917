export { RunMenu } from './RunMenu.tsx';
