export { LibraryBar } from './LibraryBar.tsx';
export { LibraryPage } from './LibraryPage.tsx';
export { LastSequences } from './LastSequences.tsx';
export { StorageNotices } from './StorageNotices.tsx';
export { Notices } from './Notices.tsx';
