import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { ACCEPTANCE_FILE } from '../main/station/acceptance-port.ts'
import { createCarry, type IncomingAnswer } from '../main/station/carry.ts'
import { type Enrolment, readEnrolment } from '../main/station/enrolment.ts'
import { trustOf } from '../main/station/meet-server.ts'
import { readStationFiles, type StationFiles } from '../main/station/station-files.ts'
import { probeFolder } from '../main/station/storage/probe-folder.ts'
import { ledgersSetAside } from '../main/station/storage/set-aside.ts'
import { whatIsWrongWithLedger } from '../main/station/storage/sound-ledger.ts'
import { whyNotOwner } from '../server/ground/commands/store-owner.ts'
import type { Clock } from '../src/clock.ts'
import { both } from '../src/contract/texts.ts'
import { FAULTS, type Fault, fault } from '../src/fault.ts'
import { type Finding, same } from './finding.ts'
import { acceptanceAddressOf, openKioskScreen } from './kiosk-screen.ts'
import { shutOutBy } from './shut-out.ts'

const ANSWER_WITHIN_MS = 5_000
/** The server refuses what is signed at another time than its own by minutes; a healthy clock is within a second or two. */
const CLOCK_OFF_MS = 60_000
const MIB = 1024 * 1024

const WHAT = {
  config: both('配置', 'configuration'),
  owner: both('用户', 'user'),
  disk: both('磁盘', 'disk'),
  ledger: both('账本', 'ledger'),
  enrolment: both('注册', 'enrolment'),
  server: both('服务器', 'server'),
  clock: both('时钟', 'clock'),
  kiosk: both('自助机', 'kiosk'),
} as const

/**
 * Looks at a terminal by its configuration: its disk, its ledger, its enrolment, the server and the clock, and the screen where there is an
 * acceptance port. Never throws; a thing that can't be looked at is not well.
 */
export async function lookAtTerminal(file: string, clock: Pick<Clock, 'now'>): Promise<Finding[]> {
  const files = readStationFiles(file)
  if (!files.ok) return [{ what: WHAT.config, well: false, note: same(files.error) }]
  const { dataDir } = files.value
  const config = { what: WHAT.config, well: true, note: same(file) }
  if (!existsSync(dataDir)) {
    const note = both(`还没有 ${dataDir}：自助机没有启动过`, `there is no ${dataDir}: the station was never started`)
    return [config, { what: WHAT.disk, well: false, note }, ...(await lookAtServer(files.value, null, clock))]
  }
  // What another user left in the folder the station could not write.
  const notOwner = await whyNotOwner(dataDir)
  if (notOwner !== null) return [config, { what: WHAT.owner, well: false, note: notOwner }]
  const enrolment = enrolmentIn(dataDir)
  return [
    config,
    await lookAtDisk(dataDir),
    lookAtLedger(dataDir, enrolment !== null),
    enrolmentFinding(enrolment),
    ...(await lookAtServer(files.value, enrolment instanceof Error ? null : enrolment, clock)),
    await lookAtScreen(dataDir),
  ]
}

const wordsOf = ({ code, detail = '' }: Fault) => {
  const { ref, what, staff } = FAULTS[code]
  return both(`${ref} ${what.zh}${staff.zh}（${detail}）`, `${ref} ${what.en} ${staff.en} (${detail})`)
}

async function lookAtDisk(dataDir: string): Promise<Finding> {
  const why = await probeFolder(dataDir)
  if (why) return { what: WHAT.disk, well: false, note: wordsOf(why) }
  const { bavail, bsize } = await statfs(dataDir)
  const freeMiB = Math.floor((bavail * bsize) / MIB)
  const note = both(`${dataDir} 可写，剩余 ${freeMiB} MiB`, `${dataDir} can be written, ${freeMiB} MiB are free`)
  return { what: WHAT.disk, well: true, note }
}

function lookAtLedger(dataDir: string, wasUsed: boolean): Finding {
  const finding = (why: Fault | null): Finding => ({
    what: WHAT.ledger,
    well: why === null,
    note: why ? wordsOf(why) : both('逐字节核对无误', 'every byte of it was checked'),
  })
  try {
    const aside = ledgersSetAside(dataDir).map(({ name }) => name)
    if (aside.length > 0) return finding(fault('ledger-damaged', aside.join(', ')))
    const wrong = whatIsWrongWithLedger(dataDir, wasUsed)
    return finding(wrong === null ? null : fault('ledger-damaged', wrong))
  } catch (error) {
    return finding(fault('disk-failed', error instanceof Error ? error.message : String(error)))
  }
}

function enrolmentIn(dataDir: string): Enrolment | null | Error {
  try {
    return readEnrolment(dataDir)
  } catch {
    return new Error('enrolment.json')
  }
}

function enrolmentFinding(enrolment: Enrolment | null | Error): Finding {
  const what = WHAT.enrolment
  if (enrolment instanceof Error)
    return { what, well: false, note: wordsOf(fault('own-data-damaged', enrolment.message)) }
  if (enrolment)
    return { what, well: true, note: both(`终端 ${enrolment.terminalId}`, `terminal ${enrolment.terminalId}`) }
  const note = both(
    '还没有注册：用 yinzheng terminals code 取码，写进 server.enrolmentCode',
    'not enrolled: get a code by yinzheng terminals code and write it to server.enrolmentCode',
  )
  return { what, well: false, note }
}

/** The server and, by the time that stands in its answer, the clock. */
async function lookAtServer(
  { config, caPem }: StationFiles,
  enrolment: Enrolment | null,
  clock: Pick<Clock, 'now'>,
): Promise<Finding[]> {
  const { baseUrl } = config.server
  const facts = enrolment?.server ?? null
  const trust = facts
    ? trustOf({ caPem }, facts)
    : caPem === null
      ? { kind: 'unproven' as const }
      : { kind: 'pem' as const, pem: caPem }
  let answer: IncomingAnswer
  try {
    answer = await createCarry(trust)({
      ...{ url: `${baseUrl.replace(/\/+$/, '')}/healthz`, method: 'GET', headers: {}, body: null },
      ...{ timeoutMs: ANSWER_WITHIN_MS, maxBytes: 10_000 },
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const note = both(`${baseUrl} 没有答复：${why}`, `${baseUrl} does not answer: ${why}`)
    return [{ what: WHAT.server, well: false, note }]
  }
  const { status } = answer
  const server = {
    ...{ what: WHAT.server, well: status === 200 },
    note: both(`${baseUrl} 答复 ${status}`, `${baseUrl} answers ${status}`),
  }
  const serverMs = Date.parse(answer.header('date') ?? '')
  if (Number.isNaN(serverMs)) return [server]
  const offMs = clock.now() - serverMs
  const seconds = Math.round(Math.abs(offMs) / 1_000)
  const well = Math.abs(offMs) < CLOCK_OFF_MS
  const note = well
    ? both(`与服务器相差 ${seconds} 秒`, `${seconds} s from the server's`)
    : both(
        `比服务器${offMs > 0 ? '快' : '慢'} ${seconds} 秒：请求会被拒绝，请启用 NTP 对时`,
        `${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'} the server's: requests are refused; let NTP set it`,
      )
  return [server, { what: WHAT.clock, well, note }]
}

async function lookAtScreen(dataDir: string): Promise<Finding> {
  const what = WHAT.kiosk
  if (!existsSync(join(dataDir, ACCEPTANCE_FILE))) {
    const note = both(
      '没有设 acceptancePort，看不到屏幕；屏幕上写着为什么暂停，服务器上的 yinzheng terminals list 说明它是否被停用',
      'without an acceptancePort its screen can not be looked at; it says itself why it is out of service, and yinzheng terminals list on the server whether it was shut out',
    )
    return { what, well: true, note }
  }
  try {
    const screen = await openKioskScreen(acceptanceAddressOf(dataDir))
    const { content } = screen.view()
    screen.close()
    return content.screen === 'out-of-service'
      ? { what, well: false, note: shutOutBy(content.fault.detail) ?? wordsOf(content.fault) }
      : { what, well: true, note: both(`正显示“${content.screen}”`, `shows '${content.screen}'`) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { what, well: false, note: both(`自助机程序没有运行：${why}`, `the station does not run: ${why}`) }
  }
}
