"""Python imports this module in each process of vLLM, as the folder is in PYTHONPATH.

Two processes of vLLM wait for each other by calling os.sched_yield() in a loop. On a machine with two cores and Linux 6.18
that leaves the browser without a core for 30 s and more, so here a wait is a short sleep.
"""
import os
import time

os.sched_yield = lambda: time.sleep(0.0001)
