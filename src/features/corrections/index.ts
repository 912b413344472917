export { CorrectIdentity } from './CorrectIdentity.tsx';
export { TagWords } from './TagWords.tsx';
