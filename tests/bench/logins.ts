import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCampus } from '../../demo/campus/campus.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import { kioskLogins } from '../peers/kiosk-logins.ts'
import { startOidcProvider } from '../peers/oidc-provider.ts'
import { openPhone } from '../peers/phone.ts'
import { plainBrowser } from '../peers/plain-browser.ts'
import { enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { type Figure, figure } from './figure.ts'
import { openOwnLogins } from './own-logins.ts'
import { openPeerClock } from './time-in-peers.ts'

const PUBLIC = 'https://print.example.edu.cn'
const IN_WECOM = 'Mozilla/5.0 (Linux; Android 15) wxwork/5.0 MicroMessenger/8.0'
const CARD = '04A1B2C3'
const { number } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === CARD)!.person
const SECRET = 'of-the-bench'
const ROUNDS = 30

/**
 * Logging in by each way, from the first request to the session or the visit, with the doubles of the campus and `oidc-provider` in the same
 * process: what passes in them is told apart. Nobody types, and no screen is drawn.
 */
export async function measureLogins(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-bench-logins-'))
  const secretFile = join(folder, 'secret.txt')
  await writeFile(secretFile, `${SECRET}\n`)
  const campus = await startCampus({
    cas: { services: [`^${PUBLIC}/`] },
    wecom: { apps: [{ agentId: '1000002', secret: SECRET }] },
  })
  const provider = await startOidcProvider({
    clients: [{ id: 'print', secret: SECRET, redirectUris: [`${PUBLIC}/auth/oidc/back`] }],
    people: { [`sub-${number}`]: { student_number: number } },
    isAllInIdToken: true,
  })
  provider.visitor = `sub-${number}`
  const app = { corpId: 'ww00000000000test', agentId: 1_000_002, secretFile, addresses: campus.wecom!.addresses() }
  const ways = {
    cas: { server: { baseUrl: campus.cas!.baseUrl() }, person: { attribute: 'employeeNumber' } },
    wecom: { app },
    oidc: {
      provider: { issuer: provider.issuer, clientId: 'print', clientSecretFile: secretFile },
      person: { attribute: 'student_number' },
    },
  }
  // What the provider signs is dated by the clock on the wall.
  const world = await startServerWorld(null, { nowMs: Date.now(), identity: { ways }, isBehindProxy: true })
  const own = await openOwnLogins()
  const peers = openPeerClock([campus.baseUrl, provider.issuer])
  try {
    const back = {
      cas: async (led: string) => campus.cas!.signIn(number, new URL(led).searchParams.get('service') ?? ''),
      wecom: async (led: string) => campus.wecom!.authorize(led, number),
      oidc: async (led: string) => (await plainBrowser().open(led, `${PUBLIC}/auth/oidc/back`)).url,
    }
    const logins: Readonly<Record<string, (round: Round) => Promise<unknown>>> = {
      'campus-card-at-kiosk': ({ kiosk }) =>
        visit(kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid: CARD } })),
      'kiosk-code-by-cas': round => atKiosk(world, round, back.cas),
      'cas-on-the-web': round => onTheWeb(world, round, 'cas', back.cas),
      'oidc-on-the-web': round => onTheWeb(world, round, 'oidc', back.oidc),
      'wecom-in-app': round => onTheWeb(world, round, 'wecom', back.wecom),
      ...own.logins,
    }
    const spans = new Map<string, { wholeMs: number; inPeerMs: number }[]>(Object.keys(logins).map(name => [name, []]))
    for (let nth = -1; nth < ROUNDS; nth++) {
      const round = { kiosk: await enrolKiosk(world), address: `198.51.100.${nth + 2}` }
      for (const [name, logIn] of Object.entries(logins)) {
        const span = await peers.time(() => logIn(round))
        if (nth >= 0) spans.get(name)!.push(span)
      }
      await own.letTimePass()
    }
    return [...spans].flatMap(([name, all]) => figuresOf(name, all))
  } finally {
    peers.close()
    await own.close()
    await world.close()
    await Promise.all([campus.close(), provider.close()])
    await rm(folder, { recursive: true, force: true })
  }
}

interface Round {
  readonly kiosk: KioskDouble
  /** Another one each time, as people have. */
  readonly address: string
}
type Back = (led: string) => Promise<string>

async function visit(asked: ReturnType<KioskDouble['post']>): Promise<void> {
  const { status, json } = await asked
  if (status !== 200) throw new Error(`no visit began: ${status} ${JSON.stringify(json)}`)
}

async function atKiosk(world: ServerWorld, { kiosk, address }: Round, back: Back): Promise<void> {
  const { begin, stateOf, confirm } = kioskLogins(() => kiosk)
  const { login, url } = await begin()
  const phone = openPhone(world.base(), PUBLIC, 'bench', address)
  await phone.open(url)
  const page = await phone.open(await back(await phone.goOn('cas')))
  await stateOf(login)
  visitorSchema.parse((await confirm(login, page.digits ?? '')).json)
}

async function onTheWeb(
  world: ServerWorld,
  { address }: Round,
  way: keyof typeof WAY_BROWSERS,
  back: Back,
): Promise<void> {
  const browser = openPhone(world.base(), PUBLIC, WAY_BROWSERS[way], address)
  const { location } = await browser.open(`${PUBLIC}/auth/begin?way=${way}&to=/p/`)
  await browser.open(await back(location ?? ''))
  if (browser.cookie('session') === '') throw new Error(`${way} has let nobody in`)
}
const WAY_BROWSERS = { cas: 'bench', oidc: 'bench', wecom: IN_WECOM } as const

function figuresOf(name: string, spans: readonly { wholeMs: number; inPeerMs: number }[]): Figure[] {
  const whole = figure(
    `login-${name}`,
    'ms',
    null,
    spans.map(({ wholeMs }) => wholeMs),
  )
  if (spans.every(({ inPeerMs }) => inPeerMs === 0)) return [whole]
  return [
    whole,
    figure(
      `login-${name}-in-peer`,
      'ms',
      null,
      spans.map(({ inPeerMs }) => inPeerMs),
    ),
  ]
}
