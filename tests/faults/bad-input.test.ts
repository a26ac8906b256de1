import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Demo, showLogsOfFailures, startDemo } from '../e2e/demo.ts'
import { type Visitor, visitorAt, type Wish } from './visitor.ts'

const ENGINEER = '04A1B2C3'
const GRADUATE = '04B7D9E1'
const STAFF = '04C0FFEE'
const ALUMNA = '04E2B3C4'
const RARE_NAME = '04F3C4D5'
const UNPRINTABLE_NAME = '04BA8F91'
const LOST = '0454293A'
const LEFT = '04653A4B'
const BACK_AGAIN = '04CBA0B1'
const NOBODY = '04FFFFFF'

/** Two sheets a copy, and one. */
const transcript = (copies: number): Wish => ({ kind: 'transcript', edition: 'zh', copies })
const proof = (copies: number): Wish => ({ kind: 'enrolment-proof', edition: 'zh', copies })

/** Delays as short as the screens can still be read by a program. */
const DELAYS = { noticeMs: 2_000, refusedMs: 2_000, paperMs: 6_000 }

let demo: Demo
let visitor: Visitor
beforeAll(async () => {
  demo = await startDemo({ overlay: { terminal: { delays: DELAYS } } })
  visitor = await visitorAt(demo)
})
afterAll(async () => {
  visitor?.close()
  await demo?.stop()
})
showLogsOfFailures(() => demo)
// Whatever a test has broken is put right, so that one failure stays one.
afterEach(async () => {
  const { dock } = demo
  await Promise.all([
    dock.act('/plug', {}),
    dock.act('/lift-id', {}),
    dock.act('/id-reader/speak', {}),
    dock.act('/receipt/load-paper', {}),
    dock.act('/printer/power-on', {}),
  ])
  await dock.act('/printer/clear-jam', {})
  await dock.act('/printer/load-tray', { sheets: 250 })
  await visitor.screen.touch({ kind: 'finish' })
  await visitor.sees('attract')
})

/** Does something to a device and waits until the station has heard of the fault, which no screen of a visit shows. */
const hears = async (code: string, strike: () => Promise<void>) => {
  const told = async () => (await demo.logs()).get('kiosk.log')!.split(`"fault":{"code":"${code}"`).length
  const before = await told()
  await strike()
  await expect.poll(told).toBeGreaterThan(before)
}

/** Somebody can begin a visit by card. */
const cardWorks = async (uid: string) => {
  await visitor.sees('attract')
  await visitor.tap(uid)
  await visitor.mayChoose()
  await visitor.leaves()
}

describe('a card that opens nothing', () => {
  it('is not registered', async () => {
    await visitor.tap(NOBODY)
    await visitor.isRefused('card-unknown')
  })

  it('is reported lost; its holder comes in with the ID card', async () => {
    await visitor.tap(LOST)
    await visitor.isRefused('card-lost')
    await visitor.laysIdCardOf(LOST)
    await visitor.mayChoose()
    expect(visitor.view().visitor).not.toBeNull()
  })

  it('is known under another name than the ID card says', async () => {
    await visitor.laysIdCardOf(ENGINEER, '赵无名')
    await visitor.isRefused('card-unknown')
  })

  it('belongs to somebody in two registers: one is chosen, by a touch, and its documents are offered', async () => {
    await visitor.laysIdCardOf(BACK_AGAIN)
    const { registers } = await visitor.sees('choosing-register')
    const then = registers.findIndex(({ title }) => title.zh.startsWith('本科'))
    expect(registers.map(({ title }) => title.en.split(' ')[0]).toSorted()).toEqual([
      'Bachelor',
      expect.stringMatching(/Master|Doctor/),
    ])
    await visitor.touch({ kind: 'select-register', index: then })
    await visitor.mayChoose()
    const { offers } = await visitor.sees('choosing')
    expect(visitor.view().visitor?.number).toBe(registers[then]!.number)
    const kinds = offers.filter(({ unavailable }) => unavailable === null).map(({ kind }) => kind)
    expect(kinds).toContain('transcript')
    // Who has graduated is not enrolled: the offers are those of the register that was chosen.
    expect(kinds).not.toContain('enrolment-proof')
  })

  it('belongs to somebody without records', async () => {
    await visitor.tap(LEFT)
    await visitor.isRefused('person-without-records')
  })

  it('belongs to somebody whose name the machine can not print', async () => {
    await visitor.asksFor(UNPRINTABLE_NAME, transcript(1))
    await visitor.isRefused('document-needs-hand')
    expect(await visitor.freeCopiesOf(UNPRINTABLE_NAME)).toBe(5)
  })
})

describe('a reader in trouble', () => {
  it.each([
    ['torn bytes', () => demo.dock.act('/torn', { uid: ENGINEER })],
    ['noise on the line', () => demo.dock.act('/noise', {})],
  ])('%s: the visitor is asked to tap again, and that works', async (_, spoil) => {
    await visitor.sees('attract')
    await spoil()
    const { fault } = await visitor.sees('attract', content => content.fault !== null)
    expect(fault?.code).toBe('card-unreadable')
    await visitor.sees('attract', content => content.fault === null)
    await cardWorks(ENGINEER)
  })

  it('noise in the middle of a visit changes nothing', async () => {
    await visitor.tap(GRADUATE)
    await visitor.mayChoose()
    await demo.dock.act('/noise', {})
    await demo.dock.act('/torn', { uid: ENGINEER })
    await visitor.touch({ kind: 'set-copies', copies: 3 })
    await visitor.sees('choosing', content => content.copies === 3)
  })

  it('half a frame among sparks: the ID card is read all the same', async () => {
    await visitor.sees('attract')
    await demo.dock.act('/id-reader/garbage', {})
    await visitor.laysIdCardOf(GRADUATE)
    await visitor.mayChoose()
  })

  it('half a frame and then silence: only the campus card is offered, until the reader speaks again', async () => {
    await visitor.sees('attract', content => content.readers.idCard)
    await demo.dock.act('/id-reader/garbage', {})
    await demo.dock.act('/id-reader/silence', {})
    const { readers } = await visitor.sees('attract', content => !content.readers.idCard)
    expect(readers).toEqual({ campusCard: true, idCard: false })
    await cardWorks(GRADUATE)
    await demo.dock.act('/id-reader/speak', {})
    await visitor.sees('attract', content => content.readers.idCard)
  })

  it('unplugged and back', async () => {
    await demo.dock.act('/unplug', {})
    const { readers } = await visitor.sees('attract', content => !content.readers.campusCard)
    expect(readers).toEqual({ campusCard: false, idCard: true })
    await demo.dock.act('/plug', {})
    await visitor.sees('attract', content => content.readers.campusCard)
    await cardWorks(STAFF)
  })
})

describe('a printer in trouble', () => {
  it('is off: the machine says so before anyone begins', async () => {
    await demo.dock.act('/printer/power-off', {})
    const { fault } = await visitor.sees('out-of-service')
    expect(fault.code).toBe('printer-unreachable')
    await demo.dock.act('/printer/power-on', {})
    await cardWorks(ENGINEER)
  })

  it('is switched off between choice and order: nothing is ordered', async () => {
    await visitor.asksFor(GRADUATE, proof(1))
    await visitor.sees('previewing')
    await hears('printer-unreachable', () => demo.dock.act('/printer/power-off', {}))
    await visitor.touch({ kind: 'confirm' })
    expect(await visitor.sees('refused')).toMatchObject({
      fault: { code: 'printer-unreachable' },
      money: { kind: 'nothing-charged' },
    })
    await visitor.sees('out-of-service')
    await demo.dock.act('/printer/power-on', {})
    expect(await visitor.freeCopiesOf(GRADUATE)).toBe(5)
  })

  it('runs out of paper, and goes on when it is loaded', async () => {
    await visitor.orders(ENGINEER, transcript(2))
    await visitor.sees('printing', content => content.sheetsDelivered === 1)
    await demo.dock.act('/printer/empty-tray', {})
    const { stalled } = await visitor.sees('printing', content => content.stalled !== null)
    expect(stalled?.code).toBe('printer-out-of-paper')
    expect(visitor.view().countdown?.kind).toBe('paper')
    await demo.dock.act('/printer/load-tray', { sheets: 250 })
    const end = await visitor.sees('finished', content => content.freeCopiesLeft !== null)
    expect(end).toMatchObject({
      copiesDelivered: 2,
      sheetsDelivered: 4,
      copiesGivenBack: 0,
      freeCopiesLeft: 3,
      money: { kind: 'nothing-charged' },
      fault: null,
    })
    await visitor.leaves()
    expect(await visitor.freeCopiesOf(ENGINEER)).toBe(3)
  })

  it('jams in the second copy of three: what did not come out is given back when the wait is over', async () => {
    await visitor.orders(ALUMNA, transcript(3))
    await visitor.sees('printing', content => content.copiesDelivered === 1)
    await demo.dock.act('/printer/jam-at-sheet', { sheet: 2 })
    const { stalled } = await visitor.sees('printing', content => content.stalled !== null)
    expect(stalled?.code).toBe('printer-jam')
    const end = await visitor.sees('finished', content => content.freeCopiesLeft !== null)
    expect(end).toMatchObject({
      copiesDelivered: 1,
      sheetsDelivered: 3,
      copiesGivenBack: 2,
      quotaGivenBack: 2,
      freeCopiesLeft: 4,
      money: { kind: 'nothing-charged' },
      fault: { code: 'printer-jam' },
    })
    await demo.dock.act('/printer/clear-jam', {})
    await visitor.leaves()
    expect(await visitor.freeCopiesOf(ALUMNA)).toBe(4)
  })

  it('loses its power over a sheet, remembers its job and goes on', async () => {
    await visitor.orders(ENGINEER, transcript(1))
    await visitor.sees('printing', content => content.sheetsDelivered === 1)
    await demo.dock.act('/printer/power-off', { keepJobs: true })
    const { stalled } = await visitor.sees('printing', content => content.stalled !== null)
    expect(stalled?.code).toBe('printer-unreachable')
    await demo.dock.act('/printer/power-on', {})
    const end = await visitor.sees('finished', content => content.freeCopiesLeft !== null)
    expect(end).toMatchObject({ copiesDelivered: 1, sheetsDelivered: 2, freeCopiesLeft: 2, fault: null })
    const { pagePrinter } = await demo.dock.state()
    expect(pagePrinter?.jobs.filter(job => job.jobName.startsWith(`${end.orderNumber}-`))).toHaveLength(1)
  })
})

describe('a receipt printer out of paper', () => {
  it('keeps no document back; a receipt is not offered', async () => {
    await hears('receipt-printer-failed', () => demo.dock.act('/receipt/paper-out', {}))
    // Said before anyone begins.
    await visitor.sees('attract', ({ notices }) => notices.some(({ code }) => code === 'receipt-printer-away'))
    await visitor.orders(RARE_NAME, proof(1))
    const end = await visitor.sees('finished', content => content.freeCopiesLeft !== null)
    expect(end).toMatchObject({ copiesDelivered: 1, receipt: 'none', money: { kind: 'nothing-charged' }, fault: null })
  })

  it('is found out when a receipt is asked for: it may be asked for again', async () => {
    await visitor.orders(RARE_NAME, proof(1))
    await visitor.sees('finished', content => content.receipt === 'offered')
    await demo.dock.act('/receipt/paper-out', {})
    await visitor.touch({ kind: 'print-receipt' })
    const { copiesDelivered } = await visitor.sees('finished', content => content.receipt === 'failed')
    expect(copiesDelivered).toBe(1)
    await demo.dock.act('/receipt/load-paper', {})
    await expect
      .poll(
        async () => {
          await visitor.touch({ kind: 'print-receipt' })
          const { content } = visitor.view()
          return content.screen === 'finished' ? content.receipt : content.screen
        },
        { interval: 500 },
      )
      .toBe('printed')
    const { receiptPrinter } = await demo.dock.state()
    expect(receiptPrinter?.receipts).toHaveLength(1)
  })
})

describe('what the programs keep', () => {
  const isOpenToOthers = (path: string) => (statSync(path).mode & 0o077) !== 0

  it('is their owner’s alone, whatever the umask of the shell', () => {
    const terminal = join(demo.dataDir, 'terminal')
    const files = readdirSync(terminal).map(name => join(terminal, name))
    expect(files.some(file => file.endsWith('ledger.sqlite'))).toBe(true)
    const folders = ['.', 'terminal', 'server', 'server/database'].map(name => join(demo.dataDir, name))
    expect([...folders, ...files].filter(isOpenToOthers)).toEqual([])
  })
})
