import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { FileAnswer, Route, RouteTable } from '../../src/contract/routes.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Fault } from '../../src/fault.ts'
import type { Result } from '../../src/result.ts'
import type { AuditEvents } from './audit-trail.ts'
import type { CallerOf } from './callers.ts'
import type { CommandTable } from './commands/command.ts'
import type { ExampleSite } from './config/example.ts'
import type { Sections } from './config/sections.ts'
import type { Erasing } from './erasing.ts'
import type { Limit } from './limits/limit.ts'
import type { PersonalData } from './personal-data.ts'
import type { RetentionRule } from './retention.ts'

/** One step of a room's tables, from one version of the database to the next. Never changed once it has run anywhere. */
export interface Migration {
  /** For example `orders-1-first-tables`. */
  readonly name: string
  readonly sql: string
}

/** An address that is answered with a page or in another's form, and so is described by no schema of ours. */
export interface PageAddress {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly summary: string
}

/** A page on which staff work through what waits in a room. The start page of staff leads there. */
export interface Worklist {
  /** One of the room's own pages. */
  readonly path: string
  readonly title: Bilingual
  /** Who has it sees the worklist; one of the room's own. */
  readonly permission: string
}

/** Everything about a room that can be known without opening it. */
export interface RoomPlan {
  /** Of its folder; its commands are called by it too. */
  readonly name: string
  /** Its part of the configuration file. `at` makes a path absolute. */
  readonly config: (at: (path: string) => string) => Sections
  /** The same part as a new site starts with it, commented YAML. */
  readonly example: (site: ExampleSite) => string
  readonly migrations: readonly Migration[]
  /** The tables that it alone writes. */
  readonly tables: readonly string[]
  readonly routes: RouteTable
  readonly pages: readonly PageAddress[]
  /** What staff may be allowed to do here; routes name them. */
  readonly permissions: readonly string[]
  readonly worklists: readonly Worklist[]
  readonly audit: AuditEvents
  /** Events that older rows have under another name: former name → the name of today. The trail is never changed. */
  readonly formerEvents: Readonly<Record<string, string>>
  readonly commands: CommandTable
  /** What it keeps of people, and gives them. */
  readonly personal: PersonalData
  /** How long it keeps that, and what it logs. */
  readonly retention: readonly RetentionRule[]
}

/** What a plan leaves out, it has none of. */
export const plan = <const Parts extends Partial<RoomPlan> & { readonly name: string }>(parts: Parts) => ({
  ...({
    config: () => ({}),
    example: () => '',
    migrations: [],
    tables: [],
    routes: {},
    pages: [],
    permissions: [],
    worklists: [],
    audit: {},
    formerEvents: {},
    commands: {},
    personal: { rows: [], keptBack: {} },
    retention: [],
  } as const),
  ...parts,
})

/** A file as a handler answers with it. */
export interface SentFile {
  readonly bytes: Uint8Array
  /** Under which a browser saves it; without one it is shown. */
  readonly fileName?: string
  /** Of a picture where the route leaves open which kind it is: by its first bytes, never by what was said of it. */
  readonly mediaType?: 'image/png' | 'image/jpeg' | 'image/bmp'
}

type AnswerOf<Output> = Output extends z.ZodType ? z.input<Output> : Output extends FileAnswer ? SentFile : never
type RefusalOf<R extends Route> = R extends { readonly reasons?: Readonly<Record<infer Reason extends string, number>> }
  ? Fault | Reason
  : Fault

/** What answers one route: everything that was said, checked by the contract, and who said it. */
export type Handler<R extends Route> = (
  input: z.output<R['input']>,
  caller: CallerOf<R['caller']>,
) => Promise<Result<AnswerOf<R['output']>, RefusalOf<R>>>

export type HandlersOf<Routes extends RouteTable> = { readonly [Name in keyof Routes]: Handler<Routes[Name]> }

/** Something that is done now and then while the server runs. */
export interface Sweep {
  readonly name: string
  readonly everyMs: number
  /** What takes long ends soon after `signal` says so: the server waits for it. */
  run(signal: AbortSignal): Promise<unknown>
}

/** A room that is open. */
export interface Room<Doors, Plan extends RoomPlan = RoomPlan> {
  /** All that other rooms may call. */
  readonly doors: Doors
  readonly handlers: HandlersOf<Plan['routes']>
  /** How often an address may ask, by route: asked before anything of a request but its head is read. */
  readonly limits?: { readonly [Name in keyof Plan['routes']]?: Limit }
  /** Puts the pages of its plan on the server. */
  readonly pages?: (app: FastifyInstance) => Promise<void>
  readonly sweeps?: readonly Sweep[]
  /** Erases what it keeps of a person; a room whose plan has something that goes has it. */
  readonly erasing?: Erasing
  close?(): Promise<unknown>
}
