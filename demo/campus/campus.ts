import type { AddressInfo } from 'node:net'
import { systemClock } from '../../native/system-clock.ts'
import type { Clock } from '../../src/clock.ts'
import { createPost } from '../deliver.ts'
import { createLoopbackServer, isFromHere, listenOn } from '../loopback-server.ts'
import { onOwnPort } from '../own-port.ts'
import { openAuthenticator } from './authenticator/authenticator.ts'
import { type CampusConfigInput, campusConfigSchema } from './campus-config.ts'
import { type CasDouble, openCas } from './cas/cas.ts'
import { answerControl } from './controls.ts'
import { answerHome } from './home.ts'
import { type MailboxDouble, openMailbox } from './mailbox/mailbox.ts'
import type { CampusParts } from './part.ts'
import { campusPeople } from './people.ts'
import { openSmsPhone, type SmsPhoneDouble } from './phone/phone.ts'
import { openRobot, type RobotDouble } from './robot/robot.ts'
import { openWecom, type WecomDouble } from './wecom/wecom.ts'

/** The systems of a university that the server speaks to, on one port of this machine. */
export interface Campus {
  readonly port: number
  readonly baseUrl: string
  /** Null where the configuration has none. */
  readonly cas: CasDouble | null
  readonly wecom: WecomDouble | null
  readonly mailbox: MailboxDouble | null
  readonly phone: SmsPhoneDouble | null
  readonly robot: RobotDouble | null
  close(): Promise<void>
}

/**
 * Starts the doubles that the configuration names. They speak the real protocols, share no code with who speaks to them, and misbehave as
 * they are told. Throws when `NODE_ENV` is `production`, the configuration is wrong or the port is taken.
 */
export async function startCampus(
  config: CampusConfigInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Campus> {
  if (process.env.NODE_ENV === 'production') throw new Error('the test campus does not run with NODE_ENV=production')
  const settings = campusConfigSchema.parse(config)
  const over = new AbortController()
  let baseUrl = ''
  const parts: CampusParts = {
    ...{ clock, baseUrl: () => baseUrl, post: createPost(clock, over.signal) },
    people: [...settings.people, ...campusPeople()],
  }
  const cas = settings.cas ? openCas(settings.cas, parts) : null
  const wecom = settings.wecom ? openWecom(settings.wecom, parts) : null
  const phone = settings.phone ? openSmsPhone(settings.phone, parts) : null
  const robot = settings.robot ? openRobot(settings.robot, parts) : null
  const mailbox = settings.mailbox ? await openMailbox(settings.mailbox, parts) : null
  const authenticator = settings.authenticator ? openAuthenticator(settings.authenticator, parts) : null
  const systems = [cas?.part, wecom?.part, phone?.part, robot?.part, mailbox?.part, authenticator ?? undefined].filter(
    one => one !== undefined,
  )
  const server = createLoopbackServer((request, response) => {
    if (!isFromHere(request)) return void response.writeHead(403, { 'Content-Length': '0' }).end()
    const [, first] = request.target.split(/[/?]/)
    if (first === '') return answerHome(systems, parts.people, response)
    if (first === '_sim') return answerControl(systems, request, response)
    const system = systems.find(({ name }) => name === first)
    return system ? system.answer(request, response) : void response.writeHead(404, { 'Content-Length': '0' }).end()
  })
  try {
    await onOwnPort('the campus', settings.port, port => listenOn(server, port))
  } catch (error) {
    await Promise.all(systems.map(one => one.close()))
    throw error
  }
  const { port } = server.address() as AddressInfo
  baseUrl = `http://127.0.0.1:${port}`
  return {
    ...{ port, baseUrl, cas: cas?.double ?? null, wecom: wecom?.double ?? null },
    ...{ mailbox: mailbox?.double ?? null, phone: phone?.double ?? null, robot: robot?.double ?? null },
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve))
      over.abort()
      server.closeAllConnections()
      await Promise.all([closed, ...systems.map(one => one.close())])
    },
  }
}
