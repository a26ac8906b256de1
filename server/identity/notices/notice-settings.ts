import { z } from 'zod'

/** Of which logins a person is told by mail, with a link that ends them. */
export const loginNoticesSchema = z
  .strictObject({
    /** On the web, with a browser that the person has not logged in with for half a year. */
    newBrowsers: z.boolean().default(true),
    /** Visits at kiosks. */
    kiosks: z.boolean().default(true),
  })
  .prefault({})
export type LoginNoticesSettings = z.output<typeof loginNoticesSchema>
