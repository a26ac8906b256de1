import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { statusOf } from '../../cli/demo-server.ts'
import { DEMO_PIN } from '../../demo/demo-pin.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import {
  eventually,
  expectNoPersonalData,
  expectSignedRevisions,
  gatewayOrders,
  personOf,
  sha256Of,
} from './evidence.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ENGINEER = '04A1B2C3'
const GRADUATE = '04B7D9E1'
const NOBODY = '04FFFFFF'
const LANGUAGE_STUDENT = '0421F607'

const reportSchema = z.strictObject({
  ok: z.boolean(),
  why: z.string().nullable(),
  toDo: z.null(),
  document: z.strictObject({ kind: z.string(), edition: z.string() }),
  steps: z.array(z.strictObject({ name: z.string(), atMs: z.number(), tookMs: z.number() })),
  touches: z.int(),
  orderNumber: z.string().nullable(),
  copies: z.strictObject({
    wanted: z.int(),
    free: z.int(),
    paid: z.int(),
    delivered: z.int(),
    givenBack: z.int(),
  }),
  amountFen: z.int(),
  chargedFen: z.int(),
  refundedFen: z.int(),
  sheetsDelivered: z.int(),
  received: z.array(z.strictObject({ jobName: z.string(), sha256: z.string(), sheets: z.int() })).nullable(),
  reprint: z.null(),
  takenAlong: z.strictObject({ url: z.string(), bytes: z.int(), sha256: z.string() }).nullable(),
})

describe('the command line beside a running demo', () => {
  let folder: string
  let dataDir: string
  let demo: Demo
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-cli-'))
    dataDir = join(folder, 'data')
    demo = await startDemo({ dataDir })
  })
  afterAll(async () => {
    await demo?.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  showLogsOfFailures(() => demo)

  const yinzheng = (...args: string[]) =>
    new Promise<{ status: number; out: string; err: string }>(resolve => {
      const program = ['--disable-warning=ExperimentalWarning', 'cli/main.ts', ...args]
      const child = execFile(
        process.execPath,
        program,
        { cwd: ROOT, env: { ...process.env, LC_ALL: 'en_US.UTF-8' } },
        (_, out, err) => resolve({ status: child.exitCode ?? -1, out, err }),
      )
    })
  const visit = async (...args: string[]) => {
    const { status, out } = await yinzheng('visit', '--data', dataDir, ...args)
    expect(out.trimEnd().split('\n')).toHaveLength(1)
    return { status, report: reportSchema.parse(JSON.parse(out)) }
  }
  const again = async (...args: string[]) => {
    await demo.stop()
    demo = await startDemo({ dataDir, args })
  }

  it('takes wrong use for what it is: status 2, and how to do it right', async () => {
    for (const wrong of [
      ['visit'],
      ['visit', '--card', 'XYZ'],
      ['visit', '--card', ENGINEER, '--copies', '0'],
      ['visit', '--card', ENGINEER, '--phone', '2023089001'],
      ['visit', '--card', ENGINEER, '--pickup', '30719264'],
      ['visit', '--pickup', '3071926'],
      ['visit', '--card', ENGINEER, '--pin', '12345'],
      ['visit', '--phone', '2023089001', '--pin', '740263'],
      ['visit', '--card', ENGINEER, '--copies', '0x2'],
      ['visit', '--card', ENGINEER, '--colour', 'red'],
      ['dance'],
    ]) {
      const { status, out, err } = await yinzheng(...wrong)
      expect([wrong.join(' '), status, out]).toEqual([wrong.join(' '), 2, ''])
      expect(err).toContain('yinzheng visit')
    }
  })

  it('prints every kind of document that the house has, for whoever may have it', async () => {
    const visits = [
      ['0410E5F6', 'transcript', 'en'],
      ['0410E5F6', 'enrolment-proof', 'zh'],
      ['0410E5F6', 'grade-points', 'both'],
      ['0421F607', 'language-test', 'english'],
      [DEMO_PIN.card, DEMO_PIN.kind, 'zh'],
      ['04D1A2B3', 'admission-bachelor', 'zh'],
      ['04431829', 'admission-master', 'zh'],
      ['04A97E80', 'admission-doctor', 'zh'],
      ['04764B5D', 'minor-transcript', 'en'],
      ['04C0FFEE', 'employment-proof', 'en'],
    ] as const
    const kinds = await readdir(join(ROOT, 'assets', 'templates'))
    expect(new Set(visits.map(([, kind]) => kind))).toEqual(new Set(kinds.filter(kind => kind !== 'house')))
    for (const [card, kind, edition] of visits) {
      const pin = kind === DEMO_PIN.kind ? ['--pin', DEMO_PIN.digits] : []
      const { report } = await visit('--card', card, ...pin, '--document', kind, '--edition', edition, '--pay')
      expect([kind, report.why, report.copies.delivered]).toEqual([kind, null, 1])
    }
    const help = await yinzheng('visit', '--help')
    for (const [, kind] of visits) expect(help.out).toContain(kind)
  })

  it('drives a free visit and tells of it in one line', async () => {
    const { status, report } = await visit('--card', ENGINEER, '--copies', '2')
    expect(status).toBe(0)
    expect(report).toMatchObject({
      ok: true,
      why: null,
      copies: { wanted: 2, free: 2, paid: 0, delivered: 2, givenBack: 0 },
      amountFen: 0,
      chargedFen: 0,
      refundedFen: 0,
      sheetsDelivered: 4,
    })
    // The first visit of this person: the notice is agreed to, once.
    const steps = ['identify', 'agree', 'choose', 'preview', 'confirm', 'print', 'settle']
    expect(report.steps.map(step => step.name)).toEqual(steps)
    const times = report.steps.map(step => step.atMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(report.orderNumber).toMatch(/^\d{6}-[0-9A-Z]{7}$/)
    expect(report.received).toHaveLength(2)
    for (const { jobName, sha256, sheets } of report.received!) {
      expect(jobName).toMatch(new RegExp(`^${report.orderNumber}-[12]-`))
      expect(sheets).toBe(2)
      const paper = await fetch(new URL(`/papers/${sha256}.pdf`, demo.running.dock))
      const bytes = new Uint8Array(await paper.arrayBuffer())
      expect(sha256Of(bytes)).toBe(sha256)
      await expectSignedRevisions(demo, [bytes])
    }
  })

  it('pays on the phone for what is not free: seven more copies cost four times 2 yuan', async () => {
    const { status, report } = await visit('--card', ENGINEER, '--copies', '7', '--pay')
    expect(status).toBe(0)
    expect(report).toMatchObject({
      ok: true,
      copies: { wanted: 7, free: 3, paid: 4, delivered: 7, givenBack: 0 },
      amountFen: 800,
      chargedFen: 800,
      refundedFen: 0,
      sheetsDelivered: 14,
    })
    expect(report.steps.map(step => step.name)).toContain('pay')
    expect(report.received).toHaveLength(7)
    expect(await gatewayOrders(demo)).toMatchObject([{ totalFen: 800, state: 'paid', refundedFen: 0 }])
  })

  it('logs in with a phone through the campus in place of a card', async () => {
    const { number } = personOf(LANGUAGE_STUDENT)
    const { status, report } = await visit('--phone', number, '--document', 'enrolment-proof')
    expect([status, report.why]).toEqual([0, null])
    expect(report).toMatchObject({ copies: { free: 1, delivered: 1 }, sheetsDelivered: 1 })
    const stranger = await visit('--phone', '2099999999')
    expect(stranger).toMatchObject({ status: 1, report: { ok: false, why: expect.stringContaining('2099999999') } })
    await expectNoPersonalData(demo, [LANGUAGE_STUDENT])
  })

  it('takes the file along on a phone: the same as the printer was given', async () => {
    const { status, report } = await visit('--card', GRADUATE, '--take-along')
    expect([status, report.why]).toEqual([0, null])
    expect(report.takenAlong?.sha256).toBe(report.received?.[0]?.sha256)
  })

  it('ends a visit that costs something, without --pay: status 1 and nothing charged', async () => {
    const { status, report } = await visit('--card', ENGINEER)
    expect(status).toBe(1)
    expect(report).toMatchObject({ ok: false, amountFen: 200, chargedFen: 0, sheetsDelivered: 0, received: [] })
    expect(report.why).toContain('--pay')
    expect((await gatewayOrders(demo))[0]).toMatchObject({ totalFen: 200, state: 'closed' })
  })

  it('speaks the other language, prints the other edition', async () => {
    const wishes = ['--card', GRADUATE, '--document', 'enrolment-proof', '--edition', 'en']
    const { status, report } = await visit(...wishes)
    expect(status).toBe(0)
    expect(report).toMatchObject({ ok: true, sheetsDelivered: 1, touches: 5 })
  })

  it('says in words why there is no paper: status 1', async () => {
    const unknown = await visit('--card', NOBODY)
    expect(unknown).toMatchObject({ status: 1, report: { ok: false, why: 'This card is not registered.' } })
    const notOffered = await visit('--card', GRADUATE, '--document', 'employment-proof')
    expect(notOffered.status).toBe(1)
    expect(notOffered.report.why).toContain('transcript/zh')
    const chinese = await visit('--card', NOBODY, '--language', 'zh-CN')
    expect(chinese.report.why).toMatch(/^\p{Script=Han}/u)
  })

  it('ends with what is wrong when the kiosk is out of service: status 1', async () => {
    await demo.dock.act('/printer/power-off', {})
    const isOut = ({ out }: { out: string }) => out.includes('WRONG')
    await eventually('a doctor who misses the printer', () => yinzheng('doctor', '--data', dataDir), isOut, 30_000)
    const { status, out } = await yinzheng('visit', '--data', dataDir, '--card', ENGINEER)
    expect([status, out]).toEqual([1, expect.stringContaining('the kiosk is out of service')])
    await demo.dock.act('/printer/power-on', {})
    await eventually(
      'a healthy demo',
      () => yinzheng('doctor', '--data', dataDir),
      one => !isOut(one),
      30_000,
    )
  })

  it('has a doctor who finds a healthy demo well, and an empty tray not', async () => {
    const well = await yinzheng('doctor', '--data', dataDir)
    expect(well.out.split('\n').filter(line => line.startsWith('WRONG'))).toEqual([])
    expect(well.out).toMatch(/^well {3}server: .* answers 200$/m)
    expect(well.out).toMatch(/^well {3}code scanner: listens on \d+$/m)
    expect(well.out).toMatch(/^well {3}kiosk: shows 'attract'$/m)
    expect(well.status).toBe(0)

    await demo.dock.act('/printer/empty-tray', {})
    const ill = await yinzheng('doctor', '--data', dataDir)
    expect(ill.status).toBe(1)
    expect(ill.out).toMatch(/^WRONG {2}devices: .*media-empty/m)
    await demo.dock.act('/printer/load-tray', { sheets: 250 })

    await demo.dock.act('/scanner/unplug', {})
    const blind = await yinzheng('doctor', '--data', dataDir)
    expect(blind.out).toMatch(/^WRONG {2}code scanner: unplugged/m)
    await demo.dock.act('/scanner/plug', {})
  })

  it('leaves no name and no number in any log', () => expectNoPersonalData(demo, [ENGINEER, GRADUATE]))

  it('finds the data of the first start at the second, and none after --reset', async () => {
    await again()
    const used = await visit('--card', ENGINEER, '--document', 'enrolment-proof')
    expect(used).toMatchObject({ status: 1, report: { copies: { free: 0, paid: 1 }, amountFen: 200, chargedFen: 0 } })
    expect(await gatewayOrders(demo)).toHaveLength(3)

    await again('--reset')
    const fresh = await visit('--card', ENGINEER, '--document', 'enrolment-proof')
    expect(fresh).toMatchObject({ status: 0, report: { copies: { free: 1, paid: 0, delivered: 1 }, amountFen: 0 } })
    expect(await gatewayOrders(demo)).toEqual([])
  })

  it('does not start twice on the same data', async () => {
    await expect(startDemo({ dataDir })).rejects.toThrow(/already runs/)
    expect(await statusOf(demo.running, dataDir, '/healthz')).toBe(200)
  })
})
