import { markChildrenOf } from './belonging.ts'

// In every worker before its tests: what they start belongs to this worker.
markChildrenOf(process.pid, process.env)
