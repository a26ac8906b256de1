import type { FastifyInstance } from 'fastify'
import type { Ground } from '../ground.ts'
import type { Room, RoomPlan } from '../room.ts'
import type { Authenticators } from './authenticators.ts'
import { refuseUndeclared } from './declared-routes.ts'
import { createHttpServer, type HttpOptions } from './http-server.ts'
import { mount } from './mount.ts'
import { AWAY_SECONDS } from './refusals.ts'

/** A room that is open, with its plan. */
export interface OpenRoom {
  readonly plan: RoomPlan
  readonly room: Room<unknown>
}

/** An HTTP server with every route and page of the rooms on it, and nothing besides. It does not listen yet. */
export async function serverOfRooms(
  { db, house, log, serverKey, tls }: Pick<Ground, 'db' | 'house' | 'log' | 'serverKey' | 'tls'>,
  plans: readonly RoomPlan[],
  rooms: readonly OpenRoom[],
  authenticators: Authenticators,
  listen: Pick<HttpOptions, 'trustedProxies' | 'describesApi'>,
): Promise<FastifyInstance> {
  let refuseSilent = () => {}
  const onCreated = (made: FastifyInstance) => {
    refuseSilent = refuseUndeclared(made, plans)
  }
  const { trustedProxies, describesApi = false } = listen
  const isSecure = house.publicBaseUrl.startsWith('https:')
  const app = await createHttpServer({ log, trustedProxies, describesApi, onCreated, serverKey, tls, isSecure })
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
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
    mount(app, plan, room.handlers, authenticators)
    await room.pages?.(app)
  }
  refuseSilent()
  return app
}
