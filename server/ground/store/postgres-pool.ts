import pg from 'pg'
import { createStatementNames, preparedClient } from './prepared-client.ts'

/**
 * Connections to a PostgreSQL. One that the other side ends fails the request which uses it, if any, and is replaced for the next; the
 * driver also emits an event, for idle ones on the pool and for used ones on the connection, which without a listener ends the process.
 */
export function postgresPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...options, Client: preparedClient(createStatementNames()) })
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}
