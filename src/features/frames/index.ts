export { AddFrames } from './AddFrames.tsx';
export { CanvasNotice } from './CanvasNotice.tsx';
export { DropTarget, FramesBar, FileFailures } from './FramesBar.tsx';
