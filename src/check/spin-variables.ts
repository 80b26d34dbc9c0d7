/** The prefix by which the Spin shim takes a variable of its container for one of the application: constants.rs. */
export const SPIN_VARIABLE = 'SPIN_VARIABLE_';
