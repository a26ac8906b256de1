/**
 * How long tests wait: the only two limits there are. Neither says how fast anything has to be, for a machine may be busy with ten other
 * things; they only end what would never end. What has to be fast is measured by `npm run bench`.
 */

/** A test or a hook that is not done by then is stuck. */
export const STUCK_AFTER_MS = 1_200_000

/** What a test waits for and has not come by then never comes. Short enough that its own words are read, and not those of a stuck test. */
export const WAIT_AT_MOST_MS = 300_000
