import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { ExampleSite } from '../server/ground/config/example.ts'
import type { CampusConfigInput } from './campus/campus-config.ts'
import { accountsFileIn } from './demo-staff.ts'
import type { Overlay } from './overlay.ts'

const LOOPBACK = '127.0.0.1'
const WECOM = { corpId: 'ww00000000000test', agentId: '1000002', secret: 'wecom-of-the-demo' }
const SMS_SECRET = 'texts-of-the-demo'
const ROBOT_KEY = 'robot-of-the-demo'
const ROBOT_FILE = 'robot-url.txt'

/** Which systems of the campus are still needed beside an overlay: what it names is real. */
export function neededSystems({ server }: Pick<Overlay, 'server'>) {
  const ways = mapIn(mapIn(server, 'identity'), 'ways')
  const doubles = {
    cas: !('cas' in ways),
    wecom: !('wecom' in ways),
    mailbox: !('mail' in server),
    phone: !('sms' in server),
  }
  // Staff of the demo, whose password everybody knows, belong into the demo's own database alone.
  const isOwnStore = !('databaseUrl' in mapIn(server, 'store')) && !process.env.DATABASE_URL
  const isThere = Object.values(doubles).includes(true)
  return { ...doubles, robot: isThere && !('fleet' in server), authenticator: isOwnStore && isThere }
}

/** Writes what the campus is told into `dataDir`, and the secrets by which the server speaks to it. */
export function writeCampus(
  dataDir: string,
  ports: { readonly campus: number; readonly letters: number },
  tlsFolder: string,
  overlay: Overlay,
): string {
  const needed = neededSystems(overlay)
  const { corpId, agentId, secret } = WECOM
  const config: CampusConfigInput = {
    port: ports.campus,
    ...(needed.cas ? { cas: {} } : {}),
    ...(needed.wecom ? { wecom: { corpId, apps: [{ agentId, secret }] } } : {}),
    ...(needed.mailbox ? { mailbox: { smtpPort: ports.letters, tlsFolder: join(dataDir, tlsFolder) } } : {}),
    ...(needed.phone ? { phone: { secret: SMS_SECRET } } : {}),
    ...(needed.robot ? { robot: { key: ROBOT_KEY } } : {}),
    ...(needed.authenticator ? { authenticator: { accountsFile: accountsFileIn(dataDir) } } : {}),
  }
  const write = (name: string, text: string) => {
    writeFileSync(join(dataDir, name), `${text}\n`, { mode: 0o600 })
    return join(dataDir, name)
  }
  write('wecom-secret.txt', secret)
  write('sms-secret.txt', SMS_SECRET)
  write(ROBOT_FILE, `http://${LOOPBACK}:${ports.campus}/robot/cgi-bin/webhook/send?key=${ROBOT_KEY}`)
  return write('campus.json', JSON.stringify(config, null, 2))
}

/** The sections of the server by which it speaks to the campus. Paths are relative to the file that they stand in. */
export function campusSections(
  ports: { readonly campus: number; readonly letters: number },
  tlsFolder: string,
): Pick<ExampleSite, 'ways' | 'mail' | 'sms' | 'alerts'> {
  const campus = `http://${LOOPBACK}:${ports.campus}`
  const { corpId, agentId } = WECOM
  const addresses = {
    inApp: `${campus}/wecom/connect/oauth2/authorize`,
    panel: `${campus}/wecom/wwlogin/sso/login`,
    api: `${campus}/wecom`,
  }
  const ways = {
    cas: { server: { baseUrl: `${campus}/cas`, protocol: 3 }, person: { attribute: 'employeeNumber' } },
    wecom: { app: { corpId, agentId, secretFile: 'wecom-secret.txt', addresses }, person: {} },
    oidc: null,
  }
  const mail = {
    ...{ host: LOOPBACK, port: ports.letters, tls: 'starttls', caFile: `${tlsFolder}/ca.pem` },
    from: { name: '示范大学', address: 'noreply@demo.example' },
  }
  const sms = {
    url: `${campus}/phone/send`,
    body: { mobile: '{phone}', content: '{text}', code: '{code}', id: '{id}' },
    secretHeader: { name: 'Authorization', file: 'sms-secret.txt' },
    success: { status: [200], field: 'code', is: ['0'] },
  }
  // A demonstration is over before three minutes are: it rings sooner for one that can't serve.
  const alerts = { mail: ['duty@demo.example'], robotUrlFile: ROBOT_FILE, cannotServeAfterSeconds: 30 }
  return { ways: indented(ways, 4), mail: indented(mail, 2), sms: indented(sms, 2), alerts: indented(alerts, 4) }
}

function indented(section: unknown, blanks: number): string {
  return stringify(section).trimEnd().replace(/^/gm, ' '.repeat(blanks))
}

function mapIn(map: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = map[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
