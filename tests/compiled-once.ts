import { join } from 'node:path'

/** Programs that tests start are the same files over and over: Node keeps what it has made of each, under a digest of what it says. */
export const COMPILED_ONCE = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/yinzheng/compiled'),
} as const
