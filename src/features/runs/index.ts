export { FramesDiffer } from './FramesDiffer.tsx';
export { RunMenu } from './RunMenu.tsx';
