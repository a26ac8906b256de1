/**
 * A request that a page makes by itself, now and then, carries this header: nobody sits there for its sake, and the session of whoever is
 * logged in does not go on by it.
 */
export const UNATTENDED_HEADER = 'x-yinzheng-unattended'
