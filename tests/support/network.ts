import { setupServer } from 'msw/node';

/** Stands in for every other party on the network, for all files of one worker. A request that nobody expected fails. */
export const server = setupServer();
