import { z } from 'zod'
import { PHOTO_KINDS } from '../graduation/enrolment.ts'
import { plainLine } from '../rules/plain-text.ts'
import { type RouteTable, route, staff } from './routes.ts'

/** As large as a photograph is drawn for a screen, whatever it has: admission and graduation photographs stand side by side. */
export const SHOWN_PHOTO = { widthPx: 480, heightPx: 640 } as const
const PICTURE_BYTES = 1024 * 1024

const enrolmentIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
/** Opens one photograph for whoever it was given to, for a short while, and for nobody else. */
const showingSchema = z.string().regex(/^[A-Za-z0-9_-]{40,1000}$/)
const reasonSchema = z
  .string()
  .max(200)
  .transform(plainLine)
  .refine(text => text !== '', 'says nothing')
const picture = { mediaType: 'image/*', maxBytes: PICTURE_BYTES } as const
const GONE = { 'not-there': 404 } as const

export const shownPhotographSchema = z.object({
  kind: z.enum(PHOTO_KINDS),
  /** YYYY-MM-DD, as the collector says; null where nobody does. */
  takenOn: z.string().nullable(),
  showing: showingSchema,
})
export type ShownPhotograph = z.infer<typeof shownPhotographSchema>

export const ownPhotographsSchema = z.object({
  enrolments: z
    .array(z.object({ enrolmentId: enrolmentIdSchema, photographs: z.array(shownPhotographSchema).max(2) }))
    .max(20),
  /** When the person's own were shown to the person, the newest first; what staff have opened stands among the looks. */
  shown: z.array(z.object({ at: z.iso.datetime(), kind: z.enum(PHOTO_KINDS) })).max(50),
})
export type OwnPhotographs = z.infer<typeof ownPhotographsSchema>

/** Photographs of enrolments, with words over them, to the person and to staff. They are about all registers of the person. */
export const GRADUATION_PHOTO_ROUTES = {
  ownPhotographs: route({
    method: 'GET',
    path: '/v1/me/graduation/photographs',
    caller: 'visitor',
    summary: 'The photographs of the person’s enrolments, each to be opened for a few minutes in this login alone',
    input: z.object({}),
    output: ownPhotographsSchema,
  }),
  ownPhotograph: route({
    method: 'GET',
    path: '/v1/me/graduation/photographs/picture',
    caller: 'visitor',
    summary: 'One of them as a JPEG, with the name and the minute all over it; that it was shown is written down',
    input: z.object({ showing: showingSchema }),
    output: picture,
    reasons: GONE,
  }),
  lookAtPhotographs: route({
    method: 'POST',
    path: '/v1/staff/graduation/enrolments/:enrolmentId/photographs/look',
    caller: staff('graduation.see-photographs'),
    summary:
      'Opens the photographs of an enrolment for a few minutes, for a reason that its person reads; asks for a fresh second proof',
    input: z.object({ enrolmentId: enrolmentIdSchema, reason: reasonSchema }),
    output: z.object({ photographs: z.array(shownPhotographSchema).max(2) }),
    reasons: GONE,
  }),
  openedPhotograph: route({
    method: 'GET',
    path: '/v1/staff/graduation/photographs/picture',
    caller: staff('graduation.see-photographs'),
    summary: 'A photograph as a JPEG for who has opened it, with that name and the minute all over it',
    input: z.object({ showing: showingSchema }),
    output: picture,
    reasons: GONE,
  }),
} as const satisfies RouteTable
