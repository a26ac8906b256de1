import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { it } from 'vitest'

/** Started by children.test.ts. Writes down whom it has started, and does as `YINZHENG_RUN_ENDS` says. */
const endsByItself = process.env.YINZHENG_RUN_ENDS === 'by-itself'
const OUT = process.env.YINZHENG_RUN_OUT ?? ''
const FOREVER = 'setInterval(() => {}, 1_000_000)'
const SAYS_ITSELF = `console.log(process.pid); ${FOREVER}`
const GRANDCHILD = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(SAYS_ITSELF)}], { detached: true, stdio: 'inherit' })`

it('leaves children behind', async () => {
  const say = (name: string, pid: number | string) => appendFileSync(OUT, `${name} ${pid}\n`)
  say('worker', process.pid)
  // One of its own group, one of an environment that says nothing of anybody, and a child of a child.
  const options = { stdio: ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'] }
  const started: [string, ChildProcess][] = [
    ['detached', spawn(process.execPath, ['-e', SAYS_ITSELF], { ...options, detached: true })],
    ['grandchild', spawn(process.execPath, ['-e', `${GRANDCHILD}; ${FOREVER}`], { ...options, detached: true })],
  ]
  // It is known by its parent alone, which has to live for a moment.
  if (!endsByItself) started.push(['bare', spawn(process.execPath, ['-e', SAYS_ITSELF], { ...options, env: {} })])
  for (const [name, child] of started) {
    const [pid] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
    say(name, pid)
  }
  say('all', 0)
  if (endsByItself) return
  await new Promise(() => {})
})
