export { AddFrames } from './AddFrames.tsx';
export { DropTarget, FramesBar, FileFailures } from './FramesBar.tsx';
