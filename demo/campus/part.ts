import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Clock } from '../../src/clock.ts'
import type { Post } from '../deliver.ts'
import type { RawRequest } from '../loopback-server.ts'
import type { CampusPerson } from './people.ts'

/** A control of one double: what its body looks like, and what it does. Answered with what it gives. */
export interface Control {
  readonly body: z.ZodType
  run(body: unknown): unknown
}

/** One system of the campus, in a folder of its own: pages and API under `/NAME`, controls under `/_sim/NAME`. */
export interface CampusPart {
  readonly name: string
  answer(request: RawRequest, response: ServerResponse): void | Promise<void>
  /** By method and name, for example `PUT faults`. */
  readonly controls: Readonly<Record<string, Control>>
  /** Ends what it has under way. */
  close(): Promise<void>
}

/** What each system stands on. */
export interface CampusParts {
  readonly clock: Clock
  readonly people: readonly CampusPerson[]
  /** Where this program is reached, with no slash at its end. Known once it listens. */
  readonly baseUrl: () => string
  readonly post: Post
}

/** A control with its body. */
export function control<T>(body: z.ZodType<T>, run: (body: T) => unknown): Control {
  return { body, run: value => run(value as T) }
}

/** A control without one. */
export const look = (run: () => unknown): Control => control(z.undefined(), run)
