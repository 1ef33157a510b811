export const secret = "hunter2hunter2";
