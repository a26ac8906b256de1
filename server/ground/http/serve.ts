import type { FastifyInstance } from 'fastify'
import { SIGNATURE_HEADERS } from '../../../src/contract/request-signature.ts'
import type { Ground } from '../ground.ts'
import type { Room, RoomPlan } from '../room.ts'
import type { Authenticators } from './authenticators.ts'
import { refuseUndeclared } from './declared-routes.ts'
import { createHttpServer, type HttpOptions } from './http-server.ts'
import { mount } from './mount.ts'
import { type CallerWatch, createCallerWatch } from './proxy-warnings.ts'
import { AWAY_SECONDS } from './refusals.ts'

const HEALTH = '/healthz'
/** In which proxies say for whom they ask (RFC 7239, and what was there before). */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip']

type ServedGround = Pick<Ground, 'clock' | 'db' | 'house' | 'log' | 'outage' | 'serverKey' | 'tls'>

/** A room that is open, with its plan. */
export interface OpenRoom {
  readonly plan: RoomPlan
  readonly room: Room<unknown>
}

/** An HTTP server with every route and page of the rooms on it, and nothing besides. It does not listen yet. */
export async function serverOfRooms(
  { clock, db, house, log, outage, serverKey, tls }: ServedGround,
  plans: readonly RoomPlan[],
  rooms: readonly OpenRoom[],
  authenticators: Authenticators,
  listen: Pick<HttpOptions, 'trustedProxies' | 'describesApi' | 'limits'>,
  callers: CallerWatch = createCallerWatch(clock, log),
): Promise<FastifyInstance> {
  let refuseSilent = () => {}
  const onCreated = (made: FastifyInstance) => {
    refuseSilent = refuseUndeclared(made, plans)
  }
  const { trustedProxies, describesApi = false, limits = {} } = listen
  const isSecure = house.publicBaseUrl.startsWith('https:')
  const isOutage = outage.tell
  const reach = { trustedProxies, describesApi, isSecure, tls, limits }
  const app = await createHttpServer({ ...reach, log, isOutage, onCreated, serverKey, universityName: house.name })
  app.addHook('onRequest', async ({ ip, headers, routeOptions }) => {
    // Terminals say who they are, and whoever asks for its health is a program beside the server.
    if (headers[SIGNATURE_HEADERS.nonce] === undefined && routeOptions.url !== HEALTH)
      callers.hear(
        ip,
        FORWARDED.some(name => headers[name] !== undefined),
      )
  })
  app.get(HEALTH, { schema: { hide: true } }, async (_request, reply) => {
    const isThere = await db
      .selectFrom('setup_script')
      .select('sha256')
      .limit(1)
      .execute()
      .then(
        () => true,
        () => false,
      )
    return reply
      .code(isThere ? 200 : 503)
      .headers(isThere ? {} : { 'retry-after': String(AWAY_SECONDS) })
      .type('application/json')
      .send(JSON.stringify({ ok: isThere }))
  })
  for (const { plan, room } of rooms) {
    mount(app, plan, room, authenticators)
    await room.pages?.(app)
  }
  refuseSilent()
  return app
}
