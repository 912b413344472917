export { Identities } from './Identities.tsx';
