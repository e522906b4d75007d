export { buildApp } from './http/build-app.ts';
export { serveHouse } from './start/serve-house.ts';
export { openHouse } from './start/open-house.ts';
export { loadDemo } from './demo-load.ts';
