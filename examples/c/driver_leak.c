// The driver of driver.c with one wrong label: when the bus is full, the way out begins one step too
// late, and the DMA buffer is lost. Only that way leaks: every test in which probe() works is clean.
//! stdout: irq 5 requested
//! stdout: disk: 4096 bytes for DMA
//! stdout: disk: registered
//! stdout: clone: irq 5 is taken
//! stdout: irq 6 requested
//! stdout: net: 1500 bytes for DMA
//! stdout: net: no room on the bus
//! stdout: irq 6 released
//! stdout: disk: unregistered
//! stdout: DMA freed
//! stdout: irq 5 released
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

// A bus as small as possible: so many lines, and who has them.
enum { DRIVERS = 4, INTERRUPTS = 16 };
static const char *registered[DRIVERS];
static bool requested[INTERRUPTS];

static int register_driver(const char *name) {
    for (int i = 0; i < DRIVERS; i++) {
        if (registered[i] == NULL) {
            registered[i] = name;
            printf("%s: registered\n", name);
            return i;
        }
    }
    return -1;
}

static void unregister_driver(int slot) {
    printf("%s: unregistered\n", registered[slot]);
    registered[slot] = NULL;
}

static int request_irq(int irq) {
    if (irq < 0 || irq >= INTERRUPTS || requested[irq]) {
        return -1;
    }
    requested[irq] = true;
    printf("irq %d requested\n", irq);
    return 0;
}

static void release_irq(int irq) {
    requested[irq] = false;
    printf("irq %d released\n", irq);
}

struct device {
    int irq;
    int slot;
    unsigned char *dma; // what the device writes into
};

// Everything is taken in one order, and given back in the opposite one, from wherever it stops.
static struct device *probe(const char *name, int irq, size_t size) {
    struct device *device = malloc(sizeof *device);
    if (device == NULL) {
        return NULL;
    }
    device->irq = irq;
    if (request_irq(irq) != 0) {
        printf("%s: irq %d is taken\n", name, irq);
        goto free_device;
    }
    device->dma = calloc(size, 1);
    //~^ Leak_DefinitelyLost
    if (device->dma == NULL) {
        goto release_irq;
    }
    printf("%s: %zu bytes for DMA\n", name, size);
    device->slot = register_driver(name);
    if (device->slot < 0) {
        printf("%s: no room on the bus\n", name);
        goto release_irq; // should be free_dma
    }
    return device;

release_irq:
    release_irq(irq);
free_device:
    free(device);
    return NULL;
}

static void remove_device(struct device *device) {
    unregister_driver(device->slot);
    printf("DMA freed\n");
    free(device->dma);
    release_irq(device->irq);
    free(device);
}

int main(void) {
    struct device *disk = probe("disk", 5, 4096);
    if (disk == NULL) {
        return 1;
    }
    probe("clone", 5, 512); // its interrupt is taken: nothing is left of it

    // Somebody else has the rest of the bus: the last step fails, and the first ones are undone.
    for (int i = 1; i < DRIVERS; i++) {
        registered[i] = "other";
    }
    probe("net", 6, 1500);

    remove_device(disk);
    return 0;
}
