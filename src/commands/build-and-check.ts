export * as build from './build.ts';
export * as check from './check.ts';
