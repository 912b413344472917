export { AddFrames } from './AddFrames.tsx';
export { DropTarget, FramesBar, FileFailures, loadStrip } from './FramesBar.tsx';
