import { z } from 'zod'
import type { Brand } from '../brand.ts'

export type TerminalId = Brand<string, 'TerminalId'>
export type VisitId = Brand<string, 'VisitId'>
export type DocumentId = Brand<string, 'DocumentId'>
export type OrderId = Brand<string, 'OrderId'>
/** What is to be printed for one order. Made by the station before it asks for the order, so that a repeated request is the same order. */
export type JobId = Brand<string, 'JobId'>
/** The number that a campus card gives, upper-case hex of its bytes in the order of the site's profile. */
export type CardUid = Brand<string, 'CardUid'>

/** Server ids: 20 to 64 url-safe characters that nobody can guess. */
const opaque = <T extends string>() =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/)
    .transform(text => text as Brand<string, T>)

export const terminalIdSchema = opaque<'TerminalId'>()
export const visitIdSchema = opaque<'VisitId'>()
export const documentIdSchema = opaque<'DocumentId'>()
export const orderIdSchema = opaque<'OrderId'>()
export const jobIdSchema = opaque<'JobId'>()
export const cardUidSchema = z
  .string()
  .regex(/^(?:[0-9A-F]{2}){4,10}$/)
  .transform(text => text as CardUid)
