/**
 * electron-builder's question whether it shall gather and build the project's packages: no. The shell is one bundle without any, and
 * what the station needs is laid beside it by scripts/package-parts.ts.
 */
export const beforeBuild = async () => false
