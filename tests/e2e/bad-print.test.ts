import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Visitor, visitorAt } from '../faults/visitor.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ENGINEER = '04A1B2C3'
const GRADUATE = '04B7D9E1'
const tellsSchema = z.object({ tells: z.object({ reprintCode: z.string() }) })
const ONE_TRANSCRIPT = { kind: 'transcript', edition: 'zh', copies: 1 } as const

describe('copies that came out badly, at a real station and server', () => {
  let demo: Demo
  let visitor: Visitor

  beforeAll(async () => {
    demo = await startDemo()
    visitor = await visitorAt(demo)
  })
  afterAll(async () => {
    visitor?.close()
    await demo?.stop()
  })
  showLogsOfFailures(() => demo)

  /** Every job that the printer took, newest first. */
  const jobs = async () => (await demo.dock.state()).pagePrinter?.jobs ?? []
  const settled = () => visitor.sees('finished', content => content.freeCopiesLeft !== null)
  const printed = async (uid: string) => {
    await visitor.orders(uid, ONE_TRANSCRIPT)
    return settled()
  }
  const tellBad = async () => {
    await visitor.touch({ kind: 'bad-print' })
    await visitor.sees('bad-print', content => content.step.step === 'choosing')
    await visitor.touch({ kind: 'confirm' })
  }
  const type = async (code: string) => {
    for (const digit of code.replaceAll('-', '')) await visitor.touch({ kind: 'type-digit', digit })
    await visitor.touch({ kind: 'confirm' })
  }
  /** Staff give a code, as they do at the desk. */
  const codeFor = async (orderNumber: string): Promise<string> => {
    const command = ['cases', 'reprint', orderNumber, '--by', '王芳', '--reason', '有黑条', '--json']
    const args = ['--disable-warning=ExperimentalWarning', 'cli/main.ts', ...command]
    const config = ['--config', join(demo.dataDir, 'server.yaml')]
    const { stdout } = await promisify(execFile)(process.execPath, [...args, ...config], { cwd: ROOT })
    return tellsSchema.parse(JSON.parse(stdout)).tells.reprintCode
  }

  it('come out again at one tap where the printer had said that its toner is low, once and free', async () => {
    await demo.dock.act('/printer/trouble', { name: 'toner-low', on: true })
    await visitor.sees('attract', content => content.notices.some(({ code }) => code === 'printer-toner-low'))
    const first = await printed(ENGINEER)
    await tellBad()
    const again = await visitor.sees('finished', content => content.reprint !== null && content.freeCopiesLeft !== null)
    expect(again).toMatchObject({
      ...{ copies: 1, copiesDelivered: 1, money: { kind: 'nothing-charged' } },
      ...{ reprint: { by: 'rule', of: first.orderNumber }, freeCopiesLeft: first.freeCopiesLeft },
    })
    const [newest, before] = await jobs()
    expect([newest?.jobName.startsWith(again.orderNumber), newest?.sha256]).toEqual([true, before?.sha256])
    await demo.dock.act('/printer/trouble', { name: 'toner-low', on: false })
    await visitor.leaves()
    await visitor.sees('attract', content => content.notices.length === 0)
  })

  it('are staff’s to see where the printer had said nothing, whose code prints them once', async () => {
    const first = await printed(GRADUATE)
    const before = (await jobs()).length
    await tellBad()
    const refused = await visitor.sees('bad-print', content => content.step.step === 'refused')
    expect(refused).toMatchObject({
      orderNumber: first.orderNumber,
      step: { fault: { code: 'reprint-not-reported' }, canTryAgain: false },
    })
    const code = await codeFor(refused.orderNumber)
    expect(code).toMatch(/^\d{4}-\d{4}-\d{4}$/)
    await visitor.leaves()

    await visitor.tap(GRADUATE)
    await visitor.sees('choosing', content => content.hasReprintCode)
    await visitor.touch({ kind: 'enter-code' })
    await type(code.replace(/\d$/, last => String((Number(last) + 1) % 10)))
    await visitor.sees('entering-code', content => content.fault?.code === 'reprint-code-refused')
    await visitor.touch({ kind: 'erase-digits', all: true })
    await type(code)
    const again = await visitor.sees('finished', content => content.freeCopiesLeft !== null)
    expect(again).toMatchObject({
      ...{ copiesDelivered: 1, reprint: { by: 'code', of: first.orderNumber }, money: { kind: 'nothing-charged' } },
      freeCopiesLeft: first.freeCopiesLeft,
    })
    expect(await jobs()).toHaveLength(before + 1)
    await visitor.leaves()

    await visitor.tap(GRADUATE)
    await visitor.sees('choosing', content => !content.hasReprintCode)
    await visitor.touch({ kind: 'enter-code' })
    await type(code)
    await visitor.sees('entering-code', content => content.fault?.code === 'reprint-code-refused')
    expect(await jobs()).toHaveLength(before + 1)
    await visitor.leaves()
    const logs = [...(await demo.logs()).values()].join('\n')
    expect(logs.includes(code) || logs.includes(code.replaceAll('-', ''))).toBe(false)
  })
})
