import { BREAK_VARIABLE, breakOfName, takeOut } from './broken/take-out.ts'

// A process for worlds of a house without one of its mends: the mend is gone before anything of the house is loaded.
takeOut(breakOfName(process.env[BREAK_VARIABLE] ?? ''))
await import('./worker.ts')
