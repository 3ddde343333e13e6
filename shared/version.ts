/** The version of the program, as in package.json (a test compares them). The page and the service compare it when they meet. */
export const version = '0.1.0';
