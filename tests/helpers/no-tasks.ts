// React's development build makes a task of the debugger for each element that is created, which is a tenth of the time of the
// component tests. It looks for this function when it is loaded, which is after this file.
Object.assign(console, { createTask: undefined });
