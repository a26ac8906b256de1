/** What the dark does to a printer besides ending its connections. Up-time begins anew in any case. */
export interface PowerCut {
  /** Queue and history outlive it, and what was interrupted is printed on; otherwise jobs are lost and ids begin anew. */
  readonly keepJobs?: boolean
  /** Jobs are lost, their numbers are not given again. */
  readonly keepIds?: boolean
  /** Of a job that was kept: it goes on with the sheet that was under way, begins anew with its first, or is given up. */
  readonly interruptedJob?: 'goes-on' | 'starts-over' | 'aborted'
  /** The sheet under way stays in the rollers and is thrown away: gone from the tray, and never in the output. */
  readonly spoilSheet?: boolean
  /** The life counters begin anew at 0. */
  readonly resetLifeCounters?: boolean
}
