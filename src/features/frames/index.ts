export { AddFrames } from './AddFrames.tsx';
export { CanvasNotice } from './CanvasNotice.tsx';
export { DropTarget, FramesBar, FileFailures, loadStrip } from './FramesBar.tsx';
