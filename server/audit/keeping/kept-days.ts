/** The least age of a row that is deleted; the database itself deletes none that is younger. */
export const KEPT_AT_LEAST_DAYS = 200
