import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readRunning } from '../demo/running.ts'
import { findChromium } from '../main/browser/chromium.ts'
import { readEnrolment } from '../main/station/enrolment.ts'
import { systemClock } from '../native/system-clock.ts'
import { missingPackages } from '../scripts/system-packages.ts'
import { type StaffLanguage, sayIn } from '../server/ground/commands/language.ts'
import { asksForHelp, parseWords } from '../server/ground/commands/parse-words.ts'
import { helpOf, OPTIONS_OF_ALL } from '../server/ground/commands/usage.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { FAULTS } from '../src/fault.ts'
import { statusOf } from './demo-server.ts'
import { dockAt } from './dock.ts'
import { type Finding, same } from './finding.ts'
import { isServerConfig } from './is-server-config.ts'
import { acceptanceAddressOf, openKioskScreen } from './kiosk-screen.ts'
import { lookAtServer, whyShutOut } from './look-at-server.ts'
import { lookAtTerminal } from './look-at-terminal.ts'

const WHAT = both(
  '检查自助机运行所需的一切，用平常的话说明哪里不对。',
  'Looks at what a kiosk stands on, and says in plain words what is wrong.',
)
const CONFIG = both(
  '某台自助机或服务器的配置文件：检查它，而不是演示',
  'the configuration of a terminal or of a server: looks at that one in place of the demo',
)
const DATA = both(
  '运行中的演示把数据放在哪里（默认 data/demo）',
  'where the running demo keeps its data (default data/demo)',
)

/** `yinzheng doctor`: looks at what the kiosk stands on and says in plain words what is wrong. Exit status 0 when nothing is. */
export async function runDoctor(args: string[], language: StaffLanguage): Promise<number> {
  const say = sayIn(language)
  const root = join(import.meta.dirname, '..')
  const help = () =>
    helpOf({
      ...{ line: 'doctor [--config FILE] [--data DIR]', what: say(WHAT), say },
      options: [
        ['--config FILE', say(CONFIG)],
        ['--data DIR', say(DATA)],
        ['--language', say(OPTIONS_OF_ALL.language.what)],
      ],
    })
  if (asksForHelp(args)) {
    console.log(help())
    return 0
  }
  const text = { type: 'string' } as const
  const given = parseWords(() => parseArgs({ args, options: { config: text, data: text, language: text } }))
  if (!given.ok) {
    console.error(`${say(given.error)}\n\n${help()}`)
    return 2
  }
  const { config, data = join(root, 'data', 'demo') } = given.value.values
  const findings: Finding[] =
    config === undefined
      ? [...machine(root), ...(await demo(data))]
      : await (isServerConfig(config) ? lookAtServer(config) : lookAtTerminal(resolve(config), systemClock))
  const [well, wrong] = [say(both('正常', 'well ')), say(both('不对', 'WRONG'))]
  for (const one of findings) console.log(`${one.well ? well : wrong}  ${say(one.what)}${say(COLON)}${say(one.note)}`)
  return findings.every(finding => finding.well) ? 0 : 1
}

const COLON = both('：', ': ')

function machine(root: string): Finding[] {
  const major = Number(process.versions.node.split('.')[0])
  const chromium = findChromium()
  const missing = missingPackages()
  return [
    {
      what: same('Node'),
      well: major >= 24,
      note: both(
        `${process.versions.node}；需要 24 或更新，随项目一起装好`,
        `${process.versions.node}; 24 or later is needed, and comes with the packages`,
      ),
    },
    {
      what: both('屏幕页面', 'screen pages'),
      well: existsSync(join(root, 'dist/renderer/kiosk/index.html')),
      note: both('由 npm start 和 npm run build 生成', 'npm start and npm run build make them'),
    },
    {
      what: same('Chromium'),
      well: chromium !== null,
      note:
        chromium === null
          ? both(
              '没有找到：请安装，或在浏览器里打开 npm start 显示的地址',
              'none found: install one, or open the address that npm start prints',
            )
          : same(chromium),
    },
    {
      what: both('测试用的程序', 'programs for the tests'),
      well: true,
      note:
        missing.length === 0
          ? both('都有', 'all there')
          : both(
              `缺这些，用到它们的测试会跳过：${missing.join('、')}`,
              `not here, their tests are skipped by name: ${missing.join(', ')}`,
            ),
    },
  ]
}

async function demo(dataDir: string): Promise<Finding[]> {
  const running = readRunning(dataDir)
  if (!running) {
    const none = both('没有；npm start 可以启动一个', 'none; npm start begins one')
    return [{ what: both('运行中的演示', 'running demo'), well: true, note: none }]
  }
  const findings: Finding[] = []
  const look = async (what: Bilingual, work: () => Promise<Omit<Finding, 'what'>>) => {
    try {
      findings.push({ what, ...(await work()) })
    } catch (error) {
      findings.push({ what, well: false, note: same(error instanceof Error ? error.message : String(error)) })
    }
  }
  await look(both('服务器', 'server'), async () => {
    const status = await statusOf(running, dataDir, '/healthz')
    return {
      well: status === 200,
      note: both(`${running.server} 答复 ${status}`, `${running.server} answers ${status}`),
    }
  })
  await look(both('设备', 'devices'), async () => {
    const { pagePrinter } = await dockAt(running.dock).state()
    if (!pagePrinter) return { well: true, note: both('没有模拟的打印机', 'no simulated page printer') }
    const { state, reasons, traySheets } = pagePrinter
    return {
      well: reasons.length === 0,
      note: both(
        `打印机 ${state} ${reasons.join(' ')}，纸盒里有 ${traySheets} 张`,
        `printer ${state} ${reasons.join(' ')}, ${traySheets} sheets in the tray`,
      ),
    }
  })
  await look(both('扫码器', 'code scanner'), async () => {
    const { codeScanner } = await dockAt(running.dock).state()
    if (!codeScanner) return { well: true, note: both('没有模拟的扫码器', 'no simulated one') }
    const { plugged, port } = codeScanner
    if (!plugged) {
      const unplugged = both('没有接上：不能在自助机上查验纸张', 'unplugged: papers cannot be checked at the kiosk')
      return { well: false, note: unplugged }
    }
    const screen = await openKioskScreen(acceptanceAddressOf(running.terminal))
    const { content } = screen.view()
    screen.close()
    const isOffered = content.screen !== 'attract' || content.canCheckPaper
    return {
      well: isOffered,
      note: isOffered
        ? both(`在 ${port} 等待扫码`, `listens on ${port}`)
        : both(
            `在 ${port} 等待扫码，但自助机连不到它：请核对 codeScanner.line`,
            `listens on ${port}, but the kiosk does not reach it: compare codeScanner.line`,
          ),
    }
  })
  await look(both('自助机', 'kiosk'), async () => {
    const screen = await openKioskScreen(acceptanceAddressOf(running.terminal))
    const { content } = screen.view()
    screen.close()
    const why = await whyShutOut(join(dataDir, 'server.yaml'), readEnrolment(running.terminal)?.terminalId ?? '')
    if (why) return { well: false, note: why }
    if (content.screen !== 'out-of-service')
      return { well: true, note: both(`正显示“${content.screen}”`, `shows '${content.screen}'`) }
    const { ref, what, staff } = FAULTS[content.fault.code]
    return { well: false, note: both(`${ref} ${what.zh}${staff.zh}`, `${ref} ${what.en} ${staff.en}`) }
  })
  return findings
}
