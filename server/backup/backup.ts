export { type Restored, type RestoreRefusal, restore } from './restore.ts'
