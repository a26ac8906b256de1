/** Whether lists and objects lie in one another more than `depthMax` deep. Goes no deeper than that itself. */
export function isDeeperThan(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depthMax === 0 || Object.values(value).some(inner => isDeeperThan(inner, depthMax - 1))
}
