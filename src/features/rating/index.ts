export { RatingBar } from './RatingBar.tsx';
export { RatingDialog } from './RatingDialog.tsx';
