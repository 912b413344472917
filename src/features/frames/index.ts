export { AddFrames } from './AddFrames.tsx';
export { DropTarget, FramesBar, Rejections } from './FramesBar.tsx';
